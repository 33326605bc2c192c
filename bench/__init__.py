"""Benchmarks of the product, with the engines that they compare it with in the same run."""
