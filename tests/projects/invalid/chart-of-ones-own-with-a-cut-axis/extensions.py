from dataclasses import replace

from briefwright.chart.bar import bar


def lollipop(subject):
    scale = {"zero": False}
    across = {"field": "v", "type": "quantitative", "scale": scale}
    rows = {"values": [{"v": 101}, {"v": 104}]}
    spec = {"data": rows, "layer": [{"mark": "bar"}], "encoding": {"x": across, "y": {"field": "v"}}}
    return replace(bar(subject), draw=lambda width, height: spec)


CHARTS = {"lollipop": lollipop}
