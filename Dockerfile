# One image for web, worker and beat; docker-compose.yml says which command each runs.
FROM python:3.11-slim

RUN useradd --create-home --uid 1000 ovop && mkdir /app && chown ovop:ovop /app
USER ovop
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=ovop.settings.production \
    PATH=/app/.venv/bin:$PATH

COPY --chown=ovop:ovop . .
# The same steps as `make install`: packages by hash, assets from npm's lock file, translations.
RUN python3 ovop/bootstrap.py \
 && SECRET_KEY=only-to-collect python manage.py collectstatic --noinput --verbosity 0 \
 && mkdir -p var/media

VOLUME /app/var
EXPOSE 8000
