from briefwright.extend import NUMBER, Formula

NAMES = {"zh-Hans": "倍", "zh-Hant": "倍", "en": "Twice"}


def twice(arguments):
    return arguments[1]


FORMULAS = [Formula("twice", NAMES, "twice(a)", ((NUMBER,),), NAMES, "2a", twice)]
