"""The pages in Streamlit. Nothing below this package knows Streamlit."""
