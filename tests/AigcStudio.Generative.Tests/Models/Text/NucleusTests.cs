using AigcStudio.Generative.Models.Text;
using Xunit;

namespace AigcStudio.Generative.Tests.Models.Text;

public sealed class NucleusTests
{
    [Fact]
    public void The_border_is_where_a_sorted_list_has_it()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            // Coarse values, so that many are equal.
            var shares = Enumerable.Range(0, 1 + random.Next(300)).Select(_ => random.Next(40) / 64f).ToArray();
            var wanted = random.NextDouble() * shares.Sum(s => (double)s);

            Assert.Equal(Sorted(shares, wanted), Nucleus.Least(shares, wanted));
        }
    }

    [Fact]
    public void All_of_it_takes_the_smallest_that_counts_and_one_share_is_its_own_border()
    {
        Assert.Equal(0.25f, Nucleus.Least([0, 0.5f, 0.25f, 0, 0.25f], 1));
        Assert.Equal(1, Nucleus.Least([1], 0.3));
        Assert.Equal(0.5f, Nucleus.Least([0.5f, 0.5f], 2));
    }

    private static float Sorted(float[] shares, double wanted)
    {
        var sum = 0.0;
        foreach (var share in shares.OrderDescending())
        {
            sum += share;
            if (sum >= wanted)
            {
                return share;
            }
        }

        return shares.Min();
    }
}
