using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Models.Enlarging;
using Microsoft.Extensions.Caching.Memory;

namespace AigcStudio.Web.Campaigns;

/// <summary>Enlarges those pictures of an ad that it would show larger than they are. What cannot be enlarged stays as it is: an ad never breaks of it.</summary>
public sealed class AdEnlarging(PlayReader models, PictureEnlarger enlarger, IMedia media, StudioFolders folders) : IDisposable
{
    // An enlarged picture keeps its size as long as it is there.
    private readonly MemoryCache _sizes = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <param name="modelId">The design's enlarger.</param>
    /// <param name="lay">Lays the ad out with pictures of these sizes.</param>
    public async Task<EnlargedPictures> ForAsync(
        Viewer viewer, Guid modelId, IReadOnlyList<ArtifactTile> tiles, Func<IReadOnlyList<(int Width, int Height)>, AdPlan> lay, CancellationToken cancel)
    {
        string? name;
        try
        {
            name = (await models.GetAsync(viewer, modelId, cancel)).Name;
        }
        catch (RefusedException)
        {
            return new EnlargedPictures(null, EnlargedPictures.None.Made, Said.Of("campaigns.enlarge.gone"));
        }

        var made = new Dictionary<Guid, LargePicture>();
        var asked = new HashSet<int>();
        Said? refused = null;
        while (Next(lay(Sizes(tiles, made)), asked) is { } picture)
        {
            asked.Add(picture);
            try
            {
                made[tiles[picture].Id] = await MakeAsync(viewer, modelId, tiles[picture].Id, cancel);
            }
            catch (StudioException refusal)
            {
                refused ??= Said.Of(refusal);
                if (refusal is not EnlargeException { Code: "enlarge.tooLarge" })
                {
                    break;
                }
            }
        }

        return new EnlargedPictures(name, made, refused);
    }

    public void Dispose() => _sizes.Dispose();

    /// <summary>With what was enlarged as large as it is now.</summary>
    internal static IReadOnlyList<(int Width, int Height)> Sizes(IReadOnlyList<ArtifactTile> tiles, IReadOnlyDictionary<Guid, LargePicture> made) =>
        [.. tiles.Select(t => made.TryGetValue(t.Id, out var large) ? (large.Width, large.Height) : (t.Width, t.Height))];

    // One after another: once the chief picture is large enough, the others may not be needed at all.
    private static int? Next(AdPlan plan, HashSet<int> asked) =>
        plan.Tiles.Where(t => (t.Box.Width > t.Part.Width || t.Box.Height > t.Part.Height) && !asked.Contains(t.Picture)).Select(t => (int?)t.Picture).Min();

    private async Task<LargePicture> MakeAsync(Viewer viewer, Guid modelId, Guid artifactId, CancellationToken cancel)
    {
        var path = await enlarger.EnlargeAsync(viewer, modelId, artifactId, cancel);
        if (!_sizes.TryGetValue(path, out (int Width, int Height) size))
        {
            using var files = new MediaFiles(folders);
            var finding = (await media.InspectPicturesAsync([files.Of(path)], PictureCaps.Default, cancel))[0];
            size = (finding.Width, finding.Height);
            _sizes.Set(path, size, new MemoryCacheEntryOptions { Size = 1 });
        }

        return new LargePicture(path, size.Width, size.Height);
    }
}

/// <summary>What became of the wish to enlarge.</summary>
/// <param name="Model">The name of what enlarged; null where it is gone.</param>
/// <param name="Made">By artifact.</param>
/// <param name="Refused">Why a picture was not enlarged, or null.</param>
public sealed record EnlargedPictures(string? Model, IReadOnlyDictionary<Guid, LargePicture> Made, Said? Refused)
{
    /// <summary>Nobody wished it.</summary>
    public static EnlargedPictures None { get; } = new(null, new Dictionary<Guid, LargePicture>(), null);
}

/// <param name="Path">A PNG without marks, the cache's.</param>
public sealed record LargePicture(string Path, int Width, int Height);
