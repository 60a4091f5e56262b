"""Addresses: which machines a host name leads to, and which of them anybody on the internet can reach."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import anyio.to_thread

from claimcheck.errors import InputError

_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = IPv6Network("::/96")


async def addresses_of(host: str, port: int, *, name: str, allow_private: bool) -> list[str]:
    """The addresses to connect to for a host, in the order in which the system gives them.

    Who connects to one of them, and does not ask for the host again, connects to what was checked here.

    Args:
        host: a name or an address, however it is written: the system that resolves it decides what it means.
        port: where the connection is to go.
        name: what the host was asked for, in messages.
        allow_private: whether addresses pass that only this machine or its network can reach.

    Raises:
        InputError: there is no such host, or one of its addresses may not be connected to.
    """
    try:
        found = await anyio.to_thread.run_sync(_resolve, host, port, abandon_on_cancel=True)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{name}: there is no host {host}. Check the address and the network") from error
    if not allow_private and (private := next((one for one in found if not is_public(one)), None)):
        at = host if host == private else f"{host} is at {private}, which"
        raise InputError(
            f"{name}: {at} is no address of the public internet. If the page is your own, add --allow-private"
        )
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet: not private, loopback, link-local, multicast or reserved.

    An IPv6 address that carries an IPv4 address is as public as that one.

    Args:
        address: IPv4 or IPv6, as text; with a scope it is never public.
    """
    if "%" in address:
        return False
    ip = ip_address(address)
    carried = _carried(ip)
    return all(map(_is_global, carried)) if carried else _is_global(ip)


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    is_site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or is_site_local)


def _carried(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(ip, IPv4Address):
        return []
    carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64 or ip in _IPV4_COMPATIBLE:
        carried.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in carried if one is not None]


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
