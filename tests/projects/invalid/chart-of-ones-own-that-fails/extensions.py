def lollipop(subject):
    return subject.missing


CHARTS = {"lollipop": lollipop}
