"""Runs the veraPDF engine in a JVM of its own: ``verapdf_engine.py JAR PROFILE FILE…`` prints one JSON object a file.

A program, not a module of the tests, because a JVM cannot be ended within a process. It needs a JRE and no compiler.
"""

import json
import sys
from pathlib import Path
from typing import Any

import jpype

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "2b": "PDFA-2B", "3a": "PDFA-3A", "3b": "PDFA-3B"}
# The engine reads its profiles through JAXB, which Java no longer brings; these are Debian's.
JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "stax-ex", "FastInfoset")
JAVA = Path("/usr/share/java")


def broken_rules(file: str, name: str, profile: Any) -> dict[str, str]:
    """The rules a file breaks, each with the engine's message; one entry named ``unreadable`` where it is no PDF."""
    foundries = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
    try:
        parser = foundries.createParser(jpype.JClass("java.io.File")(file), flavour)
    except jpype.JException as problem:
        return {"unreadable": str(problem)}
    with parser:
        result = foundries.createValidator(profile, False).validate(parser)
        failed = [check for check in result.getTestAssertions() if check.getStatus().name() == "FAILED"]
        rules = {
            f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}": str(one.getMessage()) for one in failed
        }
    if not rules and not result.isCompliant():
        rules["unexplained"] = "the engine says the file does not comply and names no rule"
    return dict(sorted(rules.items()))


def _rule(identity: Any) -> str:
    return f"{identity.getClause()}-{identity.getTestNumber()}"


def main(jar: str, name: str, files: list[str]) -> None:
    jpype.startJVM(classpath=[jar, *(str(JAVA / f"{library}.jar") for library in JAXB)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    resource = f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"
    stream = jpype.JClass("java.lang.ClassLoader").getSystemClassLoader().getResourceAsStream(resource)
    profile = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles").profileFromXml(stream)
    for file in files:
        print(json.dumps({"file": file, "broken": broken_rules(file, name, profile)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
