using System.Globalization;
using System.Text;
using AigcStudio.Core;
using AigcStudio.Data.Storage;

namespace AigcStudio.Data.Gallery;

/// <summary>Where small pictures and playable sounds of artifacts lie: caches, which go with what they were made from.</summary>
public sealed class ArtifactCaches(StudioFolders folders)
{
    /// <summary>A WebP by its blob and its longer side in pixels.</summary>
    public string ThumbnailOf(ContentHash hash, int longSide) =>
        Path.Combine(folders.Thumbnails, hash.Hex[..2], string.Create(CultureInfo.InvariantCulture, $"{hash.Hex}-{longSide}.webp"));

    /// <summary>A marked WAV by its artifact, because the mark names that.</summary>
    public string SoundOf(Guid artifactId)
    {
        var name = artifactId.ToString("N");
        return Path.Combine(folders.Thumbnails, name[^2..], name + ".wav");
    }

    /// <summary>A picture made larger, a PNG without any mark: by its artifact and the model that made it so.</summary>
    public string LargeOf(Guid artifactId, ContentHash model)
    {
        var name = artifactId.ToString("N");
        return Path.Combine(folders.Thumbnails, name[^2..], $"{name}-large-{model.Hex[..12]}.png");
    }

    /// <summary>What guests get of an artifact; another mark is another file.</summary>
    /// <param name="mark">All that the mark says but the artifact.</param>
    public string HandedOutOf(Guid artifactId, string mark, string extension)
    {
        var name = artifactId.ToString("N");
        return Path.Combine(folders.Thumbnails, name[^2..], $"{name}-{ContentHash.Of(Encoding.UTF8.GetBytes(mark)).Hex[..12]}.{extension}");
    }

    /// <summary>Deletes what was made of a blob that is gone.</summary>
    public void Forget(ContentHash hash)
    {
        var folder = Path.Combine(folders.Thumbnails, hash.Hex[..2]);
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{hash.Hex}-*.webp"))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Deletes what was made of an artifact that is gone.</summary>
    public void Forget(Guid artifactId)
    {
        var folder = Path.GetDirectoryName(SoundOf(artifactId))!;
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{artifactId:N}*"))
            {
                File.Delete(file);
            }
        }
    }
}
