using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Web.Gallery;

/// <summary>What a selection of mixed kinds is delivered as.</summary>
public sealed record DeliveryFormats(DeliveryFormat Pictures, DeliveryFormat Texts, DeliveryFormat Sounds)
{
    /// <summary>By their ids; null for the usual one of a kind.</summary>
    /// <exception cref="ExportException"><c>export.format(formats)</c>.</exception>
    public static DeliveryFormats Of(string? pictures, string? texts, string? sounds) => new(
        DeliveryFormat.Get(Modality.Image, pictures), DeliveryFormat.Get(Modality.Text, texts), DeliveryFormat.Get(Modality.Audio, sounds));

    public DeliveryFormat For(Modality kind) => kind switch
    {
        Modality.Text => Texts,
        Modality.Audio => Sounds,
        _ => Pictures,
    };
}
