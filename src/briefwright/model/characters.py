"""Which characters text may hold: only such that XML, PDF and YAML can all hold."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters but tab and line ends, line breaks other than LF and CR, surrogates, a byte order mark inside."""
