using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AigcStudio.Web.Models.Play;

/// <summary>
/// A frame whose pictures are not compressed: the length of its description in 4 bytes, low byte first, the description as JSON, and the
/// pictures one after another in planes, a byte for each value.
/// </summary>
internal sealed class PixelAnswer(PlayFrame frame) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(frame, http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, said.Length);
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.ContentLength = length.Length + said.Length + frame.Planes!.Length;
        await http.Response.Body.WriteAsync((byte[])[.. length, .. said], http.RequestAborted);
        await http.Response.Body.WriteAsync(frame.Planes, http.RequestAborted);
    }
}
