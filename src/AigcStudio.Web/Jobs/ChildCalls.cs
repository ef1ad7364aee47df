using System.Collections.Concurrent;
using System.Reflection;
using AigcStudio.Core;
using StreamJsonRpc;

namespace AigcStudio.Web.Jobs;

/// <summary>
/// Stands before the RPC proxy of a contract and turns what the wire says into what a caller can render: a refusal into
/// <see cref="ChildRefusedException"/>, a broken connection into <see cref="ChildEndedException"/>.
/// </summary>
public class ChildCalls : DispatchProxy
{
    private static readonly MethodInfo TranslateGeneric =
        typeof(ChildCalls).GetMethod(nameof(TranslateAsync), BindingFlags.Instance | BindingFlags.NonPublic, [typeof(Task<>).MakeGenericType(Type.MakeGenericMethodParameter(0))])!;

    private static readonly ConcurrentDictionary<Type, MethodInfo> TranslateFor = new();

    private object _wire = null!;
    private Task<ChildExit> _exited = null!;

    internal static TService Over<TService>(TService wire, Task<ChildExit> exited)
        where TService : class
    {
        var calls = Create<TService, ChildCalls>();
        ((ChildCalls)(object)calls)._wire = wire;
        ((ChildCalls)(object)calls)._exited = exited;
        return calls;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = targetMethod!.Invoke(_wire, BindingFlags.DoNotWrapExceptions, null, args, null);
        return targetMethod.ReturnType.IsGenericType
            ? TranslateFor.GetOrAdd(targetMethod.ReturnType.GenericTypeArguments[0], static t => TranslateGeneric.MakeGenericMethod(t)).Invoke(this, [call])
            : TranslateAsync((Task)call!);
    }

    private async Task<T> TranslateAsync<T>(Task<T> call)
    {
        await TranslateAsync((Task)call);
        return await call;
    }

    private async Task TranslateAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (RemoteInvocationException e) when (e.DeserializedErrorData is Said said)
        {
            throw new ChildRefusedException(said);
        }
        catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException)
        {
            throw new ChildEndedException(await _exited);
        }
    }
}
