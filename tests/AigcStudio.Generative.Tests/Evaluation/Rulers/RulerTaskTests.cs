using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Evaluation.Rulers;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

public sealed class RulerTaskTests
{
    [Theory]
    [InlineData(28, 28, 3, 60, "labels", 3)]
    [InlineData(28, 28, 3, 24, "turns", 4)]
    [InlineData(28, 28, 1, 60, "turns", 4)]
    [InlineData(28, 20, 0, 60, "flips", 4)]
    public void Labels_are_asked_for_where_two_have_ten_items_to_learn_from_and_turns_of_squares_alone(
        int height, int width, int labels, int items, string id, int classes) =>
        Assert.Equal(new RulerTask(id, classes), RulerTask.Of(new NoisyPatterns(new ImageForm(1, height, width), items, labels)));

    [Fact]
    public void Sounds_are_flipped_and_texts_ask_nothing()
    {
        Assert.Equal(new RulerTask("flips", 4), RulerTask.Of(new NoisyPatterns(new AudioForm(16_000, 4000), 60, labels: 0)));
        Assert.Equal(new RulerTask("none", 1), RulerTask.Of(new NoisyPatterns(new TextForm(40), 60, labels: 0)));
    }

    [Fact]
    public void A_label_is_its_own_answer_and_no_label_has_none()
    {
        using var scope = NewDisposeScope();
        var inputs = rand(4, 1, 3, 3);
        var (asked, answers) = new RulerTask("labels", 3).Ask(inputs, tensor(new long[] { 2, 0, 3, 1 }), first: 5);

        Assert.Equal([2L, 0, -100, 1], answers.data<long>().ToArray());
        Assert.True(asked.equal(inputs).all().item<bool>());
    }

    [Fact]
    public void Turns_go_round_in_the_plane_by_the_quarters_that_are_the_answer()
    {
        using var scope = NewDisposeScope();
        var inputs = rand(6, 2, 5, 5);
        var (asked, answers) = new RulerTask("turns", 4).Ask(inputs, zeros(6, int64), first: 3);

        Assert.Equal([3L, 0, 1, 2, 3, 0], answers.data<long>().ToArray());
        for (var i = 0; i < 6; i++)
        {
            Assert.True(asked[i].equal(inputs[i].rot90((3 + i) % 4, (1, 2))).all().item<bool>());
        }
    }

    [Fact]
    public void Flips_are_none_of_time_of_pitch_and_of_both()
    {
        using var scope = NewDisposeScope();
        var inputs = rand(4, 1, 3, 5);
        var (asked, answers) = new RulerTask("flips", 4).Ask(inputs, zeros(4, int64), first: 0);

        Assert.Equal([0L, 1, 2, 3], answers.data<long>().ToArray());
        Tensor[] expected = [inputs[0], inputs[1].flip(2), inputs[2].flip(1), inputs[3].flip(1, 2)];
        Assert.All(expected.Index(), e => Assert.True(asked[e.Index].equal(e.Item).all().item<bool>()));
    }
}
