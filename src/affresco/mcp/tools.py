"""The table of all tools, in the order in which hosts show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from affresco.mcp import asking, entities, looking, making, publishing
from affresco.mcp.model import LOOKS, Hints, Tool
from affresco.text import N_

DRAFTS: Final = Hints(reads=False, destroys=False, again=False, open=False)
"""Makes something that its owner alone sees."""
PUBLISHES: Final = Hints(reads=False, destroys=True, again=True, open=True)
"""Others see it, and may have seen it before it is taken back. Again with the same confirmation: the same
post."""
TELLS: Final = Hints(reads=False, destroys=False, again=True, open=True)
"""Others are told, and it can be taken back."""

FILES: Final = ("picture",)

TOOLS: Final = (
    Tool(
        name="make_image",
        title=N_("Make pictures"),
        description="Makes up to four pictures from words, as drafts that only this person sees; nothing "
        "is published. Answers at once with a job_id; where the host shows the studio widget, the "
        "pictures appear in it by themselves, else call image_progress. Counts towards the person's "
        "daily limit.",
        needs=("write:media",),
        wants=making.MakeImage,
        gives=entities.JobOut,
        run=making.make_image,
        hints=DRAFTS,
        widget="studio",
        doing=N_("Preparing the plaster …"),
        done=N_("The pictures are on their way"),
    ),
    Tool(
        name="image_progress",
        title=N_("See how pictures come along"),
        description="How far a job of make_image, edit_image, vary_image or remix_post is, and its "
        "finished pictures with their image_id. With wait_seconds it answers when the job is over; with "
        "look the pictures themselves are in the answer.",
        needs=("read:statuses",),
        wants=making.ImageProgress,
        gives=entities.JobOut,
        run=making.image_progress,
        hints=LOOKS,
        widget="studio",
        doing=N_("Looking at the wall …"),
        done=N_("Looked at the wall"),
    ),
    Tool(
        name="edit_image",
        title=N_("Change a picture"),
        description="Changes one of the person's pictures, or one attached to the chat, by an "
        "instruction in plain words. The result is a new draft; the picture itself stays as it is.",
        needs=("write:media",),
        wants=making.EditImage,
        gives=entities.JobOut,
        run=making.edit_image,
        hints=DRAFTS,
        widget="studio",
        files=FILES,
        doing=N_("Preparing the plaster …"),
        done=N_("The pictures are on their way"),
    ),
    Tool(
        name="vary_image",
        title=N_("Vary a picture"),
        description="Makes variations of one of the person's pictures, or of one attached to the chat, "
        "near to it or further away. New drafts.",
        needs=("write:media",),
        wants=making.VaryImage,
        gives=entities.JobOut,
        run=making.vary_image,
        hints=DRAFTS,
        widget="studio",
        files=FILES,
        doing=N_("Preparing the plaster …"),
        done=N_("The pictures are on their way"),
    ),
    Tool(
        name="remix_post",
        title=N_("Remix a post"),
        description="Makes new pictures from somebody's post, where its author allows it (can_remix): "
        "with other words, or by changing its picture by an instruction. Drafts; publish_post then names "
        "the post they come from by itself.",
        needs=("write:media", "read:statuses"),
        wants=making.RemixPost,
        gives=entities.JobOut,
        run=making.remix_post,
        hints=DRAFTS,
        widget="studio",
        doing=N_("Preparing the plaster …"),
        done=N_("The pictures are on their way"),
    ),
    Tool(
        name="cancel_image",
        title=N_("Stop making pictures"),
        description="Stops a job; pictures that are finished stay drafts.",
        needs=("write:media",),
        wants=making.CancelImage,
        gives=entities.JobOut,
        run=making.cancel_image,
        hints=Hints(reads=False, destroys=True, again=True, open=False),
        widget="studio",
        doing=N_("Stopping …"),
        done=N_("Stopped"),
    ),
    Tool(
        name="bring_picture",
        title=N_("Bring a picture from the chat"),
        description="Takes a picture that the person attached to the chat into their drafts, e.g. to "
        "publish it. Nothing is published.",
        needs=("write:media",),
        wants=making.BringPicture,
        gives=entities.PictureOut,
        run=making.bring_picture,
        hints=DRAFTS,
        files=FILES,
        doing=N_("Taking the picture …"),
        done=N_("Took the picture"),
    ),
    Tool(
        name="my_images",
        title=N_("My pictures"),
        description="The person's own pictures, published or not, newest first, with their image_id.",
        needs=("read:statuses",),
        wants=looking.MyImages,
        gives=entities.MineOut,
        run=looking.my_images,
        hints=LOOKS,
        doing=N_("Opening the drawer …"),
        done=N_("Opened the drawer"),
    ),
    Tool(
        name="publish_post",
        title=N_("Publish a post"),
        description="Publishes words and pictures in the person's name, after they agreed. The first "
        "call publishes nothing: it says where the post will go and who will see it. Show that to the "
        "person. Only if they say yes, call again with the same arguments and the confirmation. Never "
        "confirm by yourself.",
        needs=("write:statuses",),
        wants=publishing.PublishPost,
        gives=entities.PublishedOut,
        run=publishing.publish_post,
        hints=PUBLISHES,
        doing=N_("Getting the post ready …"),
        done=N_("The post is ready"),
    ),
    Tool(
        name="reply_to_post",
        title=N_("Answer a post"),
        description="Publishes an answer to a post in the person's name, for those who see that post, "
        "after the person agreed: two calls, as with publish_post. Never confirm by yourself.",
        needs=("write:statuses", "read:statuses"),
        wants=publishing.ReplyToPost,
        gives=entities.PublishedOut,
        run=publishing.reply_to_post,
        hints=PUBLISHES,
        doing=N_("Getting the answer ready …"),
        done=N_("The answer is ready"),
    ),
    Tool(
        name="browse_feed",
        title=N_("Browse a feed"),
        description="Posts of those whom the person follows, of everybody here, with a hashtag, or by "
        "one person; newest first, page by page.",
        needs=("read:statuses",),
        wants=looking.BrowseFeed,
        gives=entities.FeedOut,
        run=looking.browse_feed,
        hints=LOOKS,
        widget="feed",
        doing=N_("Opening the feed …"),
        done=N_("Opened the feed"),
    ),
    Tool(
        name="search",
        title=N_("Search"),
        description="Posts by words and by meaning, people and hashtags, as this person may see them.",
        needs=("read:search", "read:statuses"),
        wants=looking.SearchFor,
        gives=entities.FoundOut,
        run=looking.search,
        hints=LOOKS,
        searches=True,
        doing=N_("Searching …"),
        done=N_("Searched"),
    ),
    Tool(
        name="open_post",
        title=N_("Open a post"),
        description="A post with what it answers, its replies, and its family tree: the posts that it "
        "was remixed from and those that were made from it, with how the prompts differ.",
        needs=("read:statuses",),
        wants=looking.OpenPost,
        gives=entities.OpenedOut,
        run=looking.open_post,
        hints=LOOKS,
        widget="post",
        doing=N_("Opening the post …"),
        done=N_("Opened the post"),
    ),
    Tool(
        name="show_person",
        title=N_("Show a person"),
        description="Somebody's profile, and whether this person follows them.",
        needs=("read:accounts",),
        wants=looking.ShowPerson,
        gives=entities.PersonOut,
        run=looking.show_person,
        hints=LOOKS,
        doing=N_("Looking them up …"),
        done=N_("Looked them up"),
    ),
    Tool(
        name="like_post",
        title=N_("Like a post"),
        description="Likes a post in the person's name, or takes the like back. Its author is told. Do "
        "it only when the person asks for it.",
        needs=("write:favourites",),
        wants=publishing.LikePost,
        gives=entities.DoneOut,
        run=publishing.like_post,
        hints=TELLS,
        doing=N_("Liking …"),
        done=N_("Done"),
    ),
    Tool(
        name="follow_person",
        title=N_("Follow a person"),
        description="Follows somebody in the person's name, or stops following them. They are told. Do "
        "it only when the person asks for it.",
        needs=("write:follows",),
        wants=publishing.FollowPerson,
        gives=entities.FollowedOut,
        run=publishing.follow_person,
        hints=TELLS,
        doing=N_("Following …"),
        done=N_("Done"),
    ),
    Tool(
        name="ask_gesso",
        title=N_("Ask Gesso"),
        description="Asks Gesso, this place's own assistant, about what people here post. Each sentence "
        "of its answer names the posts that it rests on; pass these on. Counts towards the person's "
        "daily questions.",
        needs=("read:statuses", "write:conversations"),
        wants=asking.AskGesso,
        gives=entities.AnswerOut,
        run=asking.ask_gesso,
        hints=DRAFTS,
        feature="gesso",
        doing=N_("Gesso is looking …"),
        done=N_("Gesso has answered"),
    ),
    Tool(
        name="my_notifications",
        title=N_("My notifications"),
        description="What happened that concerns the person, newest first. Marks nothing as seen.",
        needs=("read:notifications",),
        wants=looking.MyNotifications,
        gives=entities.NoticesOut,
        run=looking.my_notifications,
        hints=LOOKS,
        doing=N_("Looking at the bell …"),
        done=N_("Looked at the bell"),
    ),
)
BY_NAME: Final[Mapping[str, Tool]] = {tool.name: tool for tool in TOOLS}
