using AigcStudio.Core;
using AigcStudio.Core.Runs;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace AigcStudio.Web.Jobs;

/// <summary>Our end of a child's connection: it knows that the data of a refusal are a <see cref="Said"/>.</summary>
internal sealed class ChildRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    protected override Type? GetErrorDetailsDataType(JsonRpcError error) =>
        error.Error?.Code == (JsonRpcErrorCode)IEngine.RefusedErrorCode ? typeof(Said) : base.GetErrorDetailsDataType(error);
}
