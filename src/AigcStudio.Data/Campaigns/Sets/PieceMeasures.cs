using AigcStudio.Core;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Campaigns.Sets;

/// <summary>Holds candidates against the rules of a brand. Pictures are decoded by the Media process, as all bytes are.</summary>
public sealed class PieceMeasures(IMedia media, BlobStore blobs, ArtifactTexts texts, StudioFolders folders)
{
    // So few pixels tell what share of a picture has a colour, to a per cent or so.
    private const int Side = 32;

    /// <returns>By artifact; those whose bytes are gone or cannot be read are left out, and so is a text that is there word for word already.</returns>
    internal async Task<IReadOnlyDictionary<Guid, BrandCheck>> OfAsync(
        Modality kind, IReadOnlyList<Candidate> candidates, AdBrand brand, IReadOnlyList<AdChannel> channels, CancellationToken cancel)
    {
        List<Candidate> there = [.. candidates.Where(c => blobs.Has(c.Hash))];
        return kind switch
        {
            _ when there.Count == 0 => new Dictionary<Guid, BrandCheck>(),
            Modality.Image => await PicturesAsync(there, brand, cancel),
            Modality.Text => await HeadlinesAsync(there, brand, channels, cancel),
            _ => there.ToDictionary(c => c.Id, c => PieceChecks.Sound(c.Seconds)),
        };
    }

    private async Task<IReadOnlyDictionary<Guid, BrandCheck>> PicturesAsync(List<Candidate> candidates, AdBrand brand, CancellationToken cancel)
    {
        var path = folders.NewSpoolFile();
        try
        {
            var bad = await media.DecodePicturesAsync([.. candidates.Select(c => blobs.PathOf(c.Hash))], new ImageForm(3, Side, Side), path, cancel);
            await using var raw = File.OpenRead(path);
            var planes = new byte[3 * Side * Side];
            var checks = new Dictionary<Guid, BrandCheck>();
            foreach (var (place, candidate) in candidates.Index())
            {
                await raw.ReadExactlyAsync(planes, cancel);
                if (!bad.Contains(place))
                {
                    checks[candidate.Id] = PieceChecks.Picture(brand, planes);
                }
            }

            return checks;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<IReadOnlyDictionary<Guid, BrandCheck>> HeadlinesAsync(
        List<Candidate> candidates, AdBrand brand, IReadOnlyList<AdChannel> channels, CancellationToken cancel)
    {
        var said = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var checks = new Dictionary<Guid, BrandCheck>();
        foreach (var candidate in candidates)
        {
            var text = (await texts.ReadAsync(candidate.Hash, cancel)).Trim();
            if (text.Length > 0 && said.Add(text))
            {
                checks[candidate.Id] = PieceChecks.Headline(brand, channels, text);
            }
        }

        return checks;
    }
}

/// <summary>What is looked at of an artifact before it is offered.</summary>
internal sealed record Candidate(Guid Id, ContentHash Hash, double Seconds);
