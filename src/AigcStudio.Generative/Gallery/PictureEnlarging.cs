using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>Enlarges a file of raw pictures into another, one picture in memory at a time.</summary>
public static class PictureEnlarging
{
    /// <returns>The form of what was written.</returns>
    /// <exception cref="EndOfStreamException">The file holds fewer pictures than the request says.</exception>
    public static ImageForm Write(IEnlarger enlarger, EnlargeRequest request, CancellationToken cancel)
    {
        var form = request.Form;
        var bytes = new byte[form.ExampleBytes];
        using var input = File.OpenRead(request.InputPath);
        using var output = File.Create(request.OutputPath);
        for (var i = 0; i < request.Count; i++)
        {
            using var scope = NewDisposeScope();
            input.ReadExactly(bytes);
            var picture = empty([form.Channels, form.Height, form.Width], ScalarType.Byte);
            bytes.CopyTo(picture.bytes);
            output.Write(TiledEnlarging.Of(enlarger, picture, cancel).bytes);
        }

        return new ImageForm(form.Channels, form.Height * enlarger.Factor, form.Width * enlarger.Factor);
    }
}
