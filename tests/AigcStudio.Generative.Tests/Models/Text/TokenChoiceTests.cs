using AigcStudio.Generative.Models.Text;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models.Text;

public sealed class TokenChoiceTests
{
    // Start and unknown (numbers 1 and 2) are likeliest and must not be chosen; of the rest 50 %, 30 %, 15 % and 5 %.
    private static readonly float[] Logits = [Log(0.05), 9, 9, Log(0.3), Log(0.5), Log(0.15)];

    [Fact]
    public void All_pieces_are_chosen_by_their_shares()
    {
        var counts = Counts(new TokenChoice(1, 1));

        Assert.Equal([50, 0, 0, 300, 500, 150], counts);
    }

    [Fact]
    public void Top_p_chooses_among_the_fewest_pieces_that_reach_it()
    {
        Assert.Equal([0, 0, 0, 375, 625, 0], Counts(new TokenChoice(1, 0.75)));
        Assert.Equal([0, 0, 0, 0, 1000, 0], Counts(new TokenChoice(1, 0.4)));
    }

    [Fact]
    public void Temperature_sharpens_and_flattens_and_0_takes_the_likeliest()
    {
        Assert.Equal([0, 0, 0, 0, 1000, 0], Counts(new TokenChoice(0, 1)));

        // Shares to the power of two: 0.0025, 0.09, 0.25, 0.0225 of 0.365, their borders at 6.8, 253.4 and 938.4 of a thousand.
        Assert.Equal([7, 0, 0, 246, 685, 62], Counts(new TokenChoice(0.5, 1)));
        Assert.True(Counts(new TokenChoice(2, 1))[4] < 500);
    }

    private static float Log(double share) => (float)Math.Log(share);

    private static int[] Counts(TokenChoice choice)
    {
        using var scope = NewDisposeScope();
        var shares = choice.Shares(tensor(Logits).unsqueeze(0)).data<float>().ToArray();
        var counts = new int[Logits.Length];
        for (var i = 0; i < 1000; i++)
        {
            counts[choice.Pick(shares, (i + 0.5) / 1000)]++;
        }

        return counts;
    }
}
