#!/usr/bin/env python3
"""A proxy before a registry that does what networks and registries do on bad days.

usage: proxy.py --upstream HOST:PORT --port-file FILE [--seed N] [--log FILE] RULE…

Listens on a free port of 127.0.0.1 and writes its number to FILE. A RULE is JSON; each request meets the first rule that
fits and is not used up:
  {"method": "PUT|PATCH", "path": "/uploads/", "times": 2, "after": 1, …}   regular expressions; defaults: any, any, 1, 0
  {"unless": "Bearer abc", …}                                            only requests with another Authorization, or none
and one of:
  "status": 503, "headers": {"Retry-After": "1"}, "body": "…"    an answer of the proxy's own
  "cut_request": true     the connection ends somewhere in the request's body
  "cut_response": true    the connection ends somewhere in the answer's body
  "keep_request": true    the same in a blob's upload; the registry has what came so far, and says so when it is asked
  "flip_request": true    one byte of the request's body is another
  "flip_response": true   one byte of the answer's body is another
  "stall": 5              nothing is answered for so many seconds, then the connection ends
  "refuse": true          the connection ends at once
"""
import argparse
import asyncio
import json
import os
import random
import re

BLOCK = 64 << 10


class Rule:
    def __init__(self, text):
        self.fault = json.loads(text)
        self.method = re.compile(self.fault.get("method", "."))
        self.path = re.compile(self.fault.get("path", ""))
        self.unless = self.fault.get("unless")
        self.left = self.fault.get("times", 1)
        self.spared = self.fault.get("after", 0)

    def takes(self, method, path, authorization):
        if self.unless is not None and self.unless == authorization:
            return False
        if self.left <= 0 or not self.method.match(method) or not self.path.search(path):
            return False
        if self.spared > 0:
            self.spared -= 1
            return False
        self.left -= 1
        return True


async def read_head(reader):
    """The lines of a head, without the empty one; None when the other side has gone."""
    try:
        data = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
        return None
    return data[:-4].decode("latin-1").split("\r\n")


def fields(lines):
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}


async def body(reader, head, is_answer):
    """The body's bytes as they come, however they are framed."""
    if "chunked" in head.get("transfer-encoding", ""):
        while True:
            size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
            if size:
                yield await reader.readexactly(size)
            await reader.readexactly(2)
            if not size:
                return
    elif "content-length" in head:
        left = int(head["content-length"])
        while left:
            block = await reader.read(min(BLOCK, left))
            if not block:
                raise ConnectionError("the body ends early")
            left -= len(block)
            yield block
    elif is_answer:
        while block := await reader.read(BLOCK):
            yield block


def head_bytes(lines, dropped, added):
    kept = [line for line in lines if line.partition(":")[0].lower() not in dropped]
    return ("\r\n".join(kept + added) + "\r\n\r\n").encode("latin-1")


class Proxy:
    def __init__(self, options):
        self.host, _, port = options.upstream.rpartition(":")
        self.port = int(port)
        self.rules = [Rule(text) for text in options.rules]
        self.random = random.Random(options.seed)
        # How far uploads are that ended early: the answer to whoever asks.
        self.kept = {}
        self.log = open(options.log, "a", buffering=1) if options.log else None

    def note(self, method, path, fault):
        if self.log:
            self.log.write(json.dumps({"method": method, "path": path, "fault": fault}) + "\n")

    async def serve(self, reader, writer):
        try:
            while lines := await read_head(reader):
                method, path, _ = lines[0].split(" ", 2)
                login = fields(lines).get("authorization")
                rule = next((rule for rule in self.rules if rule.takes(method, path, login)), None)
                fault = rule.fault if rule else {}
                self.note(method, path, fault)
                if not await self.answer(lines, method, fault, reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            # What is cut ends with a reset, as a broken line does.
            writer.transport.abort()

    async def answer(self, lines, method, fault, reader, writer):
        """Whether the connection can be used again."""
        head = fields(lines)
        if fault.get("refuse"):
            return False
        if "stall" in fault:
            await asyncio.sleep(fault["stall"])
            return False
        if "status" in fault:
            async for _ in body(reader, head, False):
                pass
            text = fault.get("body", "").encode()
            given = [f"{name}: {value}" for name, value in fault.get("headers", {}).items()]
            writer.write(head_bytes([f"HTTP/1.1 {fault['status']} Fault"], [], given + [f"Content-Length: {len(text)}"]) + text)
            await writer.drain()
            return True
        upload = lines[0].split(" ")[1].split("?")[0]
        if method == "GET" and upload in self.kept:
            writer.write(head_bytes(["HTTP/1.1 204 Kept"], [], self.kept.pop(upload) + ["Content-Length: 0"]))
            await writer.drain()
            return True
        if fault.get("keep_request"):
            await self.keep(lines, head, upload, reader)
            return False
        upstream, sender = await asyncio.open_connection(self.host, self.port, limit=1 << 20)
        try:
            sender.write(head_bytes(lines, ["connection"], ["Connection: close"]))
            await self.send_body(body(reader, head, False), sender, head, fault, "request")
            return await self.relay(upstream, writer, method, fault)
        finally:
            sender.close()

    async def keep(self, lines, head, upload, reader):
        """Gives the registry a part of a blob, as a piece that it can go on from."""
        length = int(head["content-length"])
        place = self.random.randrange(1, max(length, 2))
        data = bytearray()
        async for block in body(reader, head, False):
            data += block
            if len(data) >= place:
                break
        address = re.sub("[?&]digest=[^& ]*", "", lines[0].split(" ")[1])
        piece = [f"PATCH {address} HTTP/1.1", "Host: " + head["host"], "Connection: close", f"Content-Length: {place}"]
        if "authorization" in head:
            piece.append("Authorization: " + head["authorization"])
        upstream, sender = await asyncio.open_connection(self.host, self.port, limit=1 << 20)
        try:
            sender.write(head_bytes(piece, [], ["Content-Type: application/octet-stream"]) + data[:place])
            answer = await read_head(upstream)
            self.kept[upload] = [line for line in answer if line.lower().startswith(("location:", "range:"))]
        finally:
            sender.close()

    async def relay(self, upstream, writer, method, fault):
        lines = await read_head(upstream)
        if not lines:
            return False
        head = fields(lines)
        is_framed = "content-length" in head or "chunked" in head.get("transfer-encoding", "")
        writer.write(head_bytes(lines, ["connection"], [] if is_framed else ["Connection: close"]))
        status = int(lines[0].split(" ")[1])
        if method != "HEAD" and status not in (204, 304):
            await self.send_body(body(upstream, head, True), writer, head, fault, "response")
        await writer.drain()
        return is_framed

    async def send_body(self, blocks, writer, head, fault, side):
        length = int(head.get("content-length", 0))
        place = self.random.randrange(max(length, 1))
        done = 0
        is_chunked = "chunked" in head.get("transfer-encoding", "")
        async for block in blocks:
            if fault.get("flip_" + side) and done <= place < done + len(block):
                block = bytearray(block)
                block[place - done] ^= 1
            if fault.get("cut_" + side) and done + len(block) > place:
                writer.write(block[: place - done])
                await writer.drain()
                await asyncio.sleep(0.05)
                raise ConnectionError("cut")
            writer.write(b"%x\r\n%s\r\n" % (len(block), block) if is_chunked else bytes(block))
            done += len(block)
            await writer.drain()
        if is_chunked:
            writer.write(b"0\r\n\r\n")


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log")
    parser.add_argument("rules", nargs="*")
    options = parser.parse_args()
    server = await asyncio.start_server(Proxy(options).serve, "127.0.0.1", 0, limit=1 << 20)
    # Renamed, so that whoever waits for the file never reads half of it.
    with open(options.port_file + ".part", "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(options.port_file + ".part", options.port_file)
    async with server:
        await server.serve_forever()


asyncio.run(main())
