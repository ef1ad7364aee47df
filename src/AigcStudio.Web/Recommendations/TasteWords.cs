using AigcStudio.Core.Datasets;
using AigcStudio.Core.Recommendations;
using AigcStudio.Data.Recommendations;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Recommendations;

/// <summary>Orders and reasons in words.</summary>
internal static class TasteWords
{
    /// <summary>On what an order rests, and what would make it better.</summary>
    public static string Basis(Texts texts, TasteOrder order) => order.Basis switch
    {
        TasteBasis.Personal => texts["taste.basis.personal"],
        TasteBasis.Team => texts["taste.basis.team", order.Needed],
        _ when order.Needed < Taste.EnoughRatings => texts["taste.basis.some", order.Needed],
        _ => texts["taste.basis.newest"],
    };

    /// <summary>A feature as an artifact has it, for example "Warm colours".</summary>
    public static string Feature(Texts texts, ReadTaste read, TasteReason reason)
    {
        var name = reason.Feature == FeatureNames.Model ? read.Models.GetValueOrDefault(Guid.Parse(reason.Argument!), "") : reason.Argument;
        var code = $"taste.{reason.Feature}.{(reason.More ? "more" : "less")}";
        return name is null ? texts[code] : texts[code, name];
    }

    /// <summary>One reason as a sentence.</summary>
    public static string Reason(Texts texts, ReadTaste read, Modality kind, TasteReason reason)
    {
        var feature = Feature(texts, read, reason);
        return read.Taste.BasisOf(kind) == TasteBasis.Team ? texts["taste.reason.team", feature] : reason.Alike switch
        {
            0 => texts["taste.reason.plain", feature],
            1 => texts["taste.reason.one", feature],
            var many => texts["taste.reason.many", feature, many],
        };
    }
}
