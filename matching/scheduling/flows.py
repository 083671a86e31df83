"""The cheapest flow from node 0 to node 1."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

Arc = tuple[int, int, int, int]  # tail, head, capacity, cost
SOURCE, SINK = 0, 1


def cheapest_flow(arcs: list[Arc], amount: int) -> np.ndarray:
    """What flows through each of `arcs` when at most `amount` goes from SOURCE to SINK at the least cost.

    What would cost more than it brings goes nowhere.
    """
    flow = min_cost_flow.SimpleMinCostFlow()
    bypass = (SOURCE, SINK, amount, 0)
    tails, heads, capacities, costs = (
        np.array(column) for column in zip(bypass, *arcs, strict=True)
    )
    numbers = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    flow.set_node_supply(SOURCE, amount)
    flow.set_node_supply(SINK, -amount)
    if flow.solve() != flow.OPTIMAL:  # the bypass makes any amount feasible
        raise RuntimeError("the flow could not be solved")
    return flow.flows(numbers)[1:]
