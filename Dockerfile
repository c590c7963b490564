# docker build -t seatrial:0.1.0 .    makes the image that docs/scale-out.md speaks of
FROM node:20-slim AS build
WORKDIR /build
COPY . .
# As scripts/ensure-installed.mjs does it: with the pnpm that package.json names.
RUN pnpm() { npx --yes "$(node -p 'require("./package.json").packageManager')" "$@"; } \
  && CI=true pnpm install --frozen-lockfile \
  && node node_modules/typescript/bin/tsc -b \
  && pnpm '--filter=./packages/*' pack --pack-destination=/packed

FROM node:20-slim
COPY --from=build /packed /packed
RUN mkdir -p /opt/seatrial /seatrial/results \
  && echo '{ "private": true }' > /opt/seatrial/package.json \
  && npm --prefix=/opt/seatrial install --omit=dev --no-audit --no-fund /packed/*.tgz \
  && rm -r /packed \
  && chown -R node:node /seatrial
ENV PATH=/opt/seatrial/node_modules/.bin:$PATH
WORKDIR /seatrial
# The user node, by number, so that Kubernetes sees that it is not root.
USER 1000
ENTRYPOINT ["seatrial"]
CMD ["--help"]
