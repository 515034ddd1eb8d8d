CHARTS = {}
FORMULAS = [twice]
