"""Figures for the province and the National Committee."""
