FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk libreoffice-writer \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir uv && uv pip install --system --no-cache -r requirements.txt
COPY app.py ./
COPY .streamlit .streamlit
COPY assistant assistant
COPY prompts prompts
COPY vectorstore vectorstore
RUN useradd --create-home staff && mkdir /data && chown staff /data
USER staff
ENV ASSISTANT_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8501
CMD ["streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=8501"]
