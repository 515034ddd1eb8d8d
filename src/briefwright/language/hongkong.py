"""Finance and technology terms as Hong Kong writes them, where OpenCC's ``s2hk`` would keep mainland wording or err.

Taiwan's words (資料 for data, 軟體, 網路, 雲端運算) are not used.
"""

HONG_KONG: dict[str, str] = {
    "面条": "麵條",
}
