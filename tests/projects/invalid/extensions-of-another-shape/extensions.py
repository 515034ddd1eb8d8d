CHARTS = ["lollipop"]
