using AigcStudio.Generative.Evaluation.Copies;
using Xunit;

namespace AigcStudio.Generative.Tests.Evaluation.Copies;

/// <summary>Figures of scipy 1.10.1 (<c>stats.binomtest</c>, interval by <c>wilson</c>).</summary>
public sealed class SignTestTests
{
    [Theory]
    [InlineData(7, 10, 0.171875, 0.34375, 0.39677814746114526, 0.892208732593699)]
    [InlineData(5, 10, 0.623046875, 1.0, 0.236593090512564, 0.7634069094874361)]
    [InlineData(0, 3, 1.0, 0.25, 0.0, 0.5614970317550454)]
    [InlineData(60, 100, 0.02844396682049044, 0.05688793364098088, 0.5020025867910618, 0.6905987135675411)]
    [InlineData(40, 100, 0.9823998998911476, 0.05688793364098088, 0.3094012864324589, 0.4979974132089382)]
    [InlineData(2600, 5000, 0.00244182486875879, 0.00488364973751758, 0.5061420074397486, 0.5338272844824491)]
    [InlineData(5100, 10000, 0.023292763852473617, 0.046585527704947234, 0.5002001808627039, 0.5197921391698825)]
    [InlineData(200, 200, 6.223015277861142e-61, 1.2446030555722283e-60, 0.9811546736227335, 1.0)]
    public void The_test_and_its_interval_are_scipys(int hits, int items, double oneSided, double twoSided, double low, double high)
    {
        var test = SignTest.Of(hits, items);

        Assert.Equal((double)hits / items, test.Share, 1e-12);
        Assert.Equal(1, test.OneSided / oneSided, 1e-8);
        Assert.Equal(1, test.TwoSided / twoSided, 1e-8);
        Assert.Equal(low, test.Low, 1e-9);
        Assert.Equal(high, test.High, 1e-9);
    }

    [Fact]
    public void Nothing_counted_says_nothing_and_more_hits_than_items_are_refused()
    {
        Assert.Equal(new SignTest(0.5, 1, 1, 0, 1), SignTest.Of(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTest.Of(4, 3));
    }
}
