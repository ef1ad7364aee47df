using AigcStudio.Core.Campaigns;
using Xunit;

namespace AigcStudio.Tests.Campaigns;

/// <summary>Against the test data that Sharma, Wu and Dalal published with their notes (2005, table 1).</summary>
public sealed class ColourDistanceTests
{
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615)]
    [InlineData(50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412)]
    [InlineData(50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000)]
    [InlineData(50, 0, 0, 50, -1, 2, 2.3669)]
    [InlineData(50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792)]
    [InlineData(50, 2.4900, -0.0010, 50, -2.4900, 0.0011, 7.2195)]
    [InlineData(50, 2.5, 0, 50, 0, -2.5, 4.3065)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(50, 2.5, 0, 61, -5, 29, 22.8977)]
    [InlineData(50, 2.5, 0, 56, -27, -3, 31.9030)]
    [InlineData(50, 2.5, 0, 58, 24, 15, 19.4535)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    [InlineData(61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731)]
    [InlineData(2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082)]
    public void The_distance_is_the_published_one_both_ways(double l1, double a1, double b1, double l2, double a2, double b2, double distance)
    {
        Assert.Equal(distance, ColourDistance.Between(new(l1, a1, b1), new(l2, a2, b2)), 0.00005);
        Assert.Equal(distance, ColourDistance.Between(new(l2, a2, b2), new(l1, a1, b1)), 0.00005);
    }

    [Theory]
    [InlineData("#ffffff", 100, 0, 0)]
    [InlineData("#000000", 0, 0, 0)]
    [InlineData("#ff0000", 53.24, 80.09, 67.20)]
    [InlineData("#0000ff", 32.30, 79.19, -107.86)]
    public void Lab_values_of_known_colours_are_right(string colour, double l, double a, double b)
    {
        var (red, green, blue) = HexColour.Parse(colour);
        var lab = CieLab.Of(red, green, blue);

        Assert.Equal((l, a, b), (Math.Round(lab.L, 2) + 0.0, Math.Round(lab.A, 2) + 0.0, Math.Round(lab.B, 2) + 0.0));
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ffffff", "#777777", 4.48)]
    [InlineData("#ff0000", "#ffffff", 4.00)]
    [InlineData("#336699", "#336699", 1)]
    public void Contrast_is_that_of_WCAG(string colour, string other, double ratio) =>
        Assert.Equal(ratio, Contrast.Between(colour, other), 0.005);
}
