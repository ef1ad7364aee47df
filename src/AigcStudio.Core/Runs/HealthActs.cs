namespace AigcStudio.Core.Runs;

/// <summary>What a person can do about a finding. It follows from the sentence's code, so that no row has to hold it.</summary>
public static class HealthActs
{
    /// <summary>Clone the run with a tenth of the learning rate.</summary>
    public const string LowerRate = "act.lowerRate";

    /// <summary>Clone a VAE with a smaller beta.</summary>
    public const string LowerBeta = "act.lowerBeta";

    /// <summary>Clone a VAE with a beta of 1, the true bound.</summary>
    public const string TrueBeta = "act.trueBeta";

    /// <summary>Clone a text model with more free nats.</summary>
    public const string MoreFreeNats = "act.moreFreeNats";

    /// <summary>Open the dataset and add to it, or mend it.</summary>
    public const string MoreData = "act.moreData";

    /// <summary>Clone the run and change something.</summary>
    public const string Clone = "act.clone";

    private static readonly Dictionary<string, string> Acts = new()
    {
        ["health.notANumber"] = LowerRate,
        ["health.stepsTooLarge"] = LowerRate,
        ["health.repeatsItself"] = LowerRate,
        ["health.discriminatorWinning"] = LowerRate,
        ["health.discriminatorLost"] = Clone,
        ["health.discriminatorByHeart"] = MoreData,
        ["health.ignoresItsCode"] = LowerBeta,
        ["health.soundsAlike"] = LowerBeta,
        ["health.codeSaysNothing"] = MoreFreeNats,
        ["health.codeUnordered"] = TrueBeta,
        ["health.byHeart"] = MoreData,
        ["health.learnsByHeart"] = MoreData,
        ["health.dataOneLevel"] = MoreData,
        ["health.dataSilent"] = MoreData,
        ["health.checkerboard"] = Clone,
        ["health.notSharper"] = Clone,
        ["health.samplesSilent"] = LowerRate,
        ["health.samplesClip"] = MoreData,
        ["health.samplesOffCentre"] = MoreData,
    };

    /// <summary>Sentences that something can be done about.</summary>
    public static IReadOnlyCollection<string> Codes => Acts.Keys;

    /// <param name="sentence">A code <c>health.*</c>.</param>
    /// <returns>An act, or null where nothing need be done.</returns>
    public static string? For(string sentence) => Acts.GetValueOrDefault(sentence);
}
