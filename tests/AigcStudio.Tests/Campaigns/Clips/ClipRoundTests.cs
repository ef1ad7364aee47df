using AigcStudio.Core.Gallery;
using AigcStudio.Web.Campaigns.Clips;
using Xunit;

namespace AigcStudio.Tests.Campaigns.Clips;

public sealed class ClipRoundTests
{
    [Theory, InlineData(2, 0, 96), InlineData(6, 3.5, 288), InlineData(3, 12.5, 300), InlineData(24, 0, 600), InlineData(2, 90, 600)]
    public void A_clip_takes_two_seconds_for_a_leg_and_as_long_as_its_sound_as_far_as_a_way_reaches(int pictures, double sound, int frames)
    {
        var way = ClipDesk.Round(Codes(pictures), sound);

        PlayCheck.Way(way);
        Assert.Equal(frames, way.Ways.Count);
    }

    [Fact]
    public void A_clip_begins_on_its_first_picture_meets_each_and_ends_just_before_it_begins_again()
    {
        var codes = Codes(3);
        var way = ClipDesk.Round(codes, 0);

        Assert.Equal([.. codes, codes[0]], way.Stops);
        Assert.Equal([0, 1, 2], way.Ways.Where(double.IsInteger));
        Assert.InRange(way.Ways[^1], 2.9, 2.999);
    }

    [Theory, InlineData(-1), InlineData(PlaySheet.MostFirst + 1)]
    public void A_sheet_begins_at_a_place_that_a_draw_has(int first) =>
        Assert.Equal("play.outOfRange", Assert.Throws<PlayException>(() => PlayCheck.Sheet(new PlaySheet(1, 5, null, 1, [], null, []) { First = first })).Code);

    private static List<PlayCode> Codes(int count) => [.. Enumerable.Range(0, count).Select(i => new PlayCode(CodeText.Write([i]), 5, i))];
}
