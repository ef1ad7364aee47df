using AigcStudio.Core;
using AigcStudio.Core.Runs;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace AigcStudio.Media;

/// <summary>Sends a <see cref="StudioException"/> as what it is: an expected refusal with code and arguments.</summary>
internal sealed class RefusingRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception) =>
        exception is StudioException refusal
            ? new() { Code = (JsonRpcErrorCode)IEngine.RefusedErrorCode, Message = refusal.Message, Data = Said.Of(refusal) }
            : base.CreateErrorDetails(request, exception);
}
