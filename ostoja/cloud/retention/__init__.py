"""Forgetting by the policy: dry run, plan, execution, proof; and holds, which only a person can set."""
