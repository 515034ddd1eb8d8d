SELECT year, amount FROM sales ORDER BY year
