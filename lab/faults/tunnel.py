#!/usr/bin/env python3
"""A proxy as offices have it: connections go through it by HTTP's CONNECT.

usage: tunnel.py --port-file FILE [--login USER:PASSWORD] [--log FILE]

Listens on a free port of 127.0.0.1 and writes its number to FILE; each address that it connected to is a line of the log.
"""
import argparse
import asyncio
import base64
import os


async def relay(reader, writer):
    try:
        while block := await reader.read(64 << 10):
            writer.write(block)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def serve(options, reader, writer):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        wanted = options.login and "Basic " + base64.b64encode(options.login.encode()).decode()
        given = [line.partition(":")[2].strip() for line in head if line.lower().startswith("proxy-authorization:")]
        if method != "CONNECT":
            return writer.write(b"HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n")
        if wanted and given != [wanted]:
            return writer.write(b"HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")
        host, _, port = target.rpartition(":")
        try:
            upstream, sender = await asyncio.open_connection(host.strip("[]"), int(port))
        except OSError:
            return writer.write(b"HTTP/1.1 502 Nobody there\r\nContent-Length: 0\r\n\r\n")
        if options.log:
            with open(options.log, "a") as file:
                file.write(target + "\n")
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await asyncio.gather(relay(reader, sender), relay(upstream, writer))
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--login")
    parser.add_argument("--log")
    options = parser.parse_args()
    server = await asyncio.start_server(lambda *streams: serve(options, *streams), "127.0.0.1", 0)
    # Renamed, so that whoever waits for the file never reads half of it.
    with open(options.port_file + ".part", "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(options.port_file + ".part", options.port_file)
    async with server:
        await server.serve_forever()


asyncio.run(main())
