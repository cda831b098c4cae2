"""Groups of things that belong together, kept while links are added."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Disjoint groups; near constant time a link."""

    def __init__(self, members: Iterable[T] = ()) -> None:
        self._leader: dict[T, T] = {member: member for member in members}

    def find(self, member: T) -> T:
        """The member that stands for the group of this one."""
        self._leader.setdefault(member, member)
        path = []
        while self._leader[member] != member:
            path.append(member)
            member = self._leader[member]
        for passed in path:
            self._leader[passed] = member
        return member

    def join(self, one: T, two: T) -> None:
        """Make one group of the groups of two members."""
        self._leader[self.find(two)] = self.find(one)

    def collect(self) -> list[list[T]]:
        """The groups, and their members, in the order in which members were first named."""
        groups: dict[T, list[T]] = {}
        for member in list(self._leader):
            groups.setdefault(self.find(member), []).append(member)
        return list(groups.values())
