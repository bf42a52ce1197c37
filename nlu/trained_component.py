"""What every trained component does alike: begin empty, or from what training stored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from nlu.storage import Arrays, load_trained, save_trained


class TrainedComponent(GraphComponent, ABC):
    """A graph component whose trained parts are JSON and arrays in the model."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TrainedComponent:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TrainedComponent:
        component = cls(config, model_storage, resource)
        component._restore(*load_trained(model_storage, resource))
        return component

    @abstractmethod
    def _restore(self, data: dict[str, Any], arrays: Arrays) -> None:
        """Take over what `_save` stored."""

    def _save(self, data: Mapping[str, Any], arrays: Mapping[str, Any] | None = None) -> Resource:
        """Store what was trained."""
        save_trained(self._storage, self._resource, data, arrays)
        return self._resource
