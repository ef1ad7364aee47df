using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using Xunit;

namespace AigcStudio.Tests.Recommendations;

public sealed class FeatureTests
{
    private const int Side = PictureFeatures.Side;
    private const int Rate = SoundFeatures.RateHz;

    [Theory]
    [InlineData("image.red", 220, 40, 30)]
    [InlineData("image.yellow", 240, 200, 40)]
    [InlineData("image.green", 50, 180, 60)]
    [InlineData("image.cyan", 60, 190, 190)]
    [InlineData("image.blue", 40, 70, 210)]
    [InlineData("image.purple", 200, 60, 200)]
    public void Each_hue_has_the_name_that_people_give_it(string name, int red, int green, int blue)
    {
        var of = Named(Modality.Image, PictureFeatures.Of(Plain((_, _) => (red, green, blue)), Side));
        Assert.Equal(name, of.Where(f => f.Key is "image.red" or "image.yellow" or "image.green" or "image.cyan" or "image.blue" or "image.purple").MaxBy(f => f.Value).Key);
    }

    [Fact]
    public void A_picture_is_measured_as_one_sees_it()
    {
        var white = Named(Modality.Image, PictureFeatures.Of(Plain((_, _) => (255, 255, 255)), Side));
        var fire = Named(Modality.Image, PictureFeatures.Of(Plain((_, y) => (230, y * 3, 20)), Side));
        var sea = Named(Modality.Image, PictureFeatures.Of(Plain((_, y) => (20, 60 + y, 200)), Side));
        var board = Named(Modality.Image, PictureFeatures.Of(Plain((x, y) => ((x / 4) + (y / 4)) % 2 == 0 ? (0, 0, 0) : (255, 255, 255)), Side));
        var mirrored = Named(Modality.Image, PictureFeatures.Of(Plain((x, _) => Grey(Math.Abs(x - 23.5) * 10)), Side));
        var sloping = Named(Modality.Image, PictureFeatures.Of(Plain((x, _) => Grey(x * 5)), Side));

        Assert.Equal(1, white["image.bright"], 2);
        Assert.Equal(0, white["image.colourful"], 2);
        Assert.Equal(0, white["image.warm"], 1);
        Assert.True(fire["image.warm"] > 0.5 && sea["image.warm"] < -0.5, $"{fire["image.warm"]} {sea["image.warm"]}");
        Assert.True(board["image.edges"] > 5 * fire["image.edges"] && board["image.contrast"] > 0.9, $"{board["image.edges"]} {fire["image.edges"]} {board["image.contrast"]}");
        Assert.True(mirrored["image.symmetric"] > 0.99 && sloping["image.symmetric"] < -0.8);
    }

    [Fact]
    public void A_text_is_measured_in_its_own_writing()
    {
        var loud = Named(Modality.Text, TextFeatures.Of("Come now! Drink tea! Hurry!"));
        var asking = Named(Modality.Text, TextFeatures.Of("When do you open? Do you have cakes?"));
        var chinese = Named(Modality.Text, TextFeatures.Of("现在就来!喝茶吧!"));

        Assert.True(loud["text.exclaims"] > 0 && loud["text.asks"] == 0);
        Assert.True(asking["text.asks"] > 0 && asking["text.exclaims"] == 0);
        Assert.True(chinese["text.exclaims"] > 0 && chinese["text.words"] == 1);
        Assert.True(Named(Modality.Text, TextFeatures.Of("tea tea tea tea"))["text.distinct"] < loud["text.distinct"]);
        Assert.All(TextFeatures.Of(""), v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void The_same_words_in_another_order_are_the_same_wording()
    {
        static float[] Wording(string text) => TextFeatures.Of(text)[^FeatureNames.WordPlaces..];
        Assert.Equal(Wording("steam over the cup"), Wording("Over the cup: steam"));
        Assert.NotEqual(Wording("steam over the cup"), Wording("leaves in the garden"));
    }

    [Fact]
    public void A_sound_is_measured_as_one_hears_it()
    {
        var deep = Named(Modality.Audio, SoundFeatures.Of(Tone(220, 0.5), 2));
        var high = Named(Modality.Audio, SoundFeatures.Of(Tone(3_520, 0.5), 2));
        var soft = Named(Modality.Audio, SoundFeatures.Of(Tone(220, 0.05), 2));
        var beats = Named(Modality.Audio, SoundFeatures.Of(Tone(220, 0.5, t => t % 0.25 < 0.1), 2));

        Assert.Equal(4, high["audio.bright"] - deep["audio.bright"], 1);
        Assert.Equal(1, deep["audio.loud"] - soft["audio.loud"], 1);
        Assert.Equal(4, beats["audio.onsets"], 0);
        Assert.InRange(beats["audio.silent"], 0.5, 0.7);
        Assert.True(deep["audio.onsets"] <= 0.5 && deep["audio.silent"] == 0);
        Assert.All(SoundFeatures.Of([], 0), v => Assert.True(float.IsFinite(v)));
    }

    private static Dictionary<string, float> Named(Modality kind, float[] vector) =>
        FeatureNames.Of(kind).Zip(vector).Where(f => f.First != FeatureNames.Wording).ToDictionary(f => f.First, f => f.Second);

    private static (int, int, int) Grey(double level) => ((int)level, (int)level, (int)level);

    private static byte[] Plain(Func<int, int, (int Red, int Green, int Blue)> colour)
    {
        var planes = new byte[3 * Side * Side];
        for (var i = 0; i < Side * Side; i++)
        {
            var (red, green, blue) = colour(i % Side, i / Side);
            (planes[i], planes[(Side * Side) + i], planes[(2 * Side * Side) + i]) = ((byte)red, (byte)green, (byte)blue);
        }

        return planes;
    }

    private static short[] Tone(double hertz, double amplitude, Func<double, bool>? sounds = null) =>
        [.. Enumerable.Range(0, 2 * Rate).Select(i => sounds?.Invoke(i / (double)Rate) == false ? (short)0 : (short)(32_000 * amplitude * Math.Sin(2 * Math.PI * hertz * i / Rate)))];
}
