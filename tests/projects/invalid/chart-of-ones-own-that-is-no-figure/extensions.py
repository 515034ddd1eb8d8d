def lollipop(subject):
    return None


CHARTS = {"lollipop": lollipop}
