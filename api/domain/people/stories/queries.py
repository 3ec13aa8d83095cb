"""The only place that builds SELECTs about life stories."""

from api.domain.people.stories.models import LifeStoryChapter
from api.domain.people.stories.schemas import LifeStoryChapterRead
from api.storage.shape import Shape

CHAPTER = Shape(LifeStoryChapter, LifeStoryChapterRead, order=("position",))
