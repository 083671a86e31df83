"""The fewest idle gaps by SAT, in a process of its own. Pure and light: it starts in a tenth of a second."""
