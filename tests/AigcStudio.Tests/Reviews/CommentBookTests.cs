using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Reviews;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>Words pinned to places.</summary>
public sealed class CommentBookTests : Desk
{
    [Fact]
    public async Task A_comment_keeps_its_place_is_answered_resolved_and_opened_again()
    {
        var id = (await DrawAsync(1))[0];
        var comment = await AddAsync(id, " Too dark. ", new(0.25, 0.75));
        await AddAsync(id, "Where?", CommentPlace.Whole, comment);
        await The<CommentBook>().ResolveAsync(Ben, comment, true, Cancel);

        var said = await The<CommentBook>().OfAsync(Maker, id, Cancel);
        Assert.Equal(("Anna", "Too dark.", new CommentPlace(0.25, 0.75), false), (said[0].PersonName, said[0].Text, said[0].Place, said[0].Mine));
        Assert.Equal((comment, "Where?"), (said[1].ReplyToId, said[1].Text));
        Assert.NotNull(said[0].ResolvedAt);
        await The<CommentBook>().ResolveAsync(Anna, comment, false, Cancel);
        Assert.Null((await The<CommentBook>().OfAsync(Maker, id, Cancel))[0].ResolvedAt);
    }

    [Fact]
    public async Task Only_its_author_deletes_a_comment_and_brings_it_back_with_its_answers()
    {
        var id = (await DrawAsync(1))[0];
        var comment = await AddAsync(id, "Too dark.", CommentPlace.Whole);
        await AddAsync(id, "Yes.", CommentPlace.Whole, comment);
        await Assert.ThrowsAsync<RefusedException>(() => The<CommentBook>().DeleteAsync(Ben, comment, true, Cancel));

        await The<CommentBook>().DeleteAsync(Anna, comment, true, Cancel);
        Assert.Empty(await The<CommentBook>().OfAsync(Anna, id, Cancel));
        await The<CommentBook>().DeleteAsync(Anna, comment, false, Cancel);
        Assert.Equal(2, (await The<CommentBook>().OfAsync(Anna, id, Cancel)).Count);
    }

    [Theory]
    [InlineData(Modality.Image, 0.5, null, null, null)]
    [InlineData(Modality.Image, 0.5, 1.01, null, null)]
    [InlineData(Modality.Image, null, null, 1.0, null)]
    [InlineData(Modality.Audio, null, null, 1.6, null)]
    [InlineData(Modality.Audio, null, null, null, 3)]
    [InlineData(Modality.Text, null, null, null, 1501)]
    [InlineData(Modality.Text, null, null, null, -1)]
    public async Task A_place_that_an_artifact_does_not_have_is_refused(Modality kind, double? x, double? y, double? second, int? offset)
    {
        // Sounds last 1.5 seconds, texts have 1,500 characters.
        var id = (await DrawAsync(1, kind: kind))[0];
        var refusal = await Assert.ThrowsAsync<ReviewException>(() => AddAsync(id, "Here.", new(x, y, second, offset)));

        Assert.Equal("reviews.comment.place", refusal.Code);
    }

    [Fact]
    public async Task Nobody_comments_on_what_they_may_not_see()
    {
        var id = (await DrawAsync(1, Visibility.Private))[0];
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(id, "Here.", CommentPlace.Whole));
        await Assert.ThrowsAsync<RefusedException>(() => The<CommentBook>().OfAsync(Anna, id, Cancel));
    }

    private Task<Guid> AddAsync(Guid id, string text, CommentPlace place, Guid? replyTo = null) =>
        The<CommentBook>().AddAsync(Anna, id, text, place, replyTo, Cancel);
}
