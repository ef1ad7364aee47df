using AigcStudio.Core.Reviews;
using Xunit;

namespace AigcStudio.Tests.Reviews;

/// <summary>The worked examples of Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".</summary>
public sealed class KrippendorffTests
{
    // Section C, reliability data of four observers with gaps (0: no value).
    private static readonly int[][] Gapped =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];

    [Fact]
    public void Two_observers_of_ten_objects_with_two_values_agree_as_section_A_says() =>
        Assert.Equal(0.095, Alpha(AgreementScale.Nominal, [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]), 0.0005);

    [Fact]
    public void Two_observers_of_twelve_objects_with_five_values_agree_as_section_B_says() =>
        Assert.Equal(0.692, Alpha(AgreementScale.Nominal, [0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0], [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3]), 0.0005);

    [Fact]
    public void Four_observers_with_gaps_agree_as_section_C_says() => Assert.Equal(0.743, WithGaps(AgreementScale.Nominal), 0.0005);

    [Fact]
    public void Ranked_values_of_four_observers_with_gaps_agree_as_section_D_says() => Assert.Equal(0.815, WithGaps(AgreementScale.Ordinal), 0.0005);

    [Fact]
    public void Perfect_agreement_is_one_and_systematic_disagreement_is_below_nothing()
    {
        Assert.Equal(1, Alpha(AgreementScale.Ordinal, [1, 3, 5], [1, 3, 5]), 1e-12);
        Assert.True(Alpha(AgreementScale.Ordinal, [1, 5, 1, 5], [5, 1, 5, 1]) < -0.5);
    }

    [Fact]
    public void Where_nothing_varies_or_nothing_can_be_paired_nothing_is_said()
    {
        Assert.Null(Krippendorff.Alpha([[4, 4], [4, 4]], AgreementScale.Ordinal));
        Assert.Null(Krippendorff.Alpha([[1], [5]], AgreementScale.Ordinal));
        Assert.Null(Krippendorff.Alpha([], AgreementScale.Nominal));
    }

    private static double WithGaps(AgreementScale scale) => Krippendorff.Alpha(
        Enumerable.Range(0, 12).Select(IReadOnlyList<int> (u) => [.. Gapped.Select(o => o[u]).Where(v => v > 0)]), scale)!.Value;

    private static double Alpha(AgreementScale scale, int[] one, int[] other) =>
        Krippendorff.Alpha(one.Zip(other, IReadOnlyList<int> (a, b) => [a, b]), scale)!.Value;
}
