using System.Collections.Concurrent;
using System.Diagnostics;
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
        typeof(ChildCalls).GetMethod(nameof(TranslateAsync), BindingFlags.Instance | BindingFlags.NonPublic, [typeof(MethodInfo), typeof(object?[])])!;

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

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.ReturnType.IsGenericType
        ? TranslateFor.GetOrAdd(targetMethod.ReturnType.GenericTypeArguments[0], static t => TranslateGeneric.MakeGenericMethod(t)).Invoke(this, [targetMethod, args])
        : TranslateCallAsync(targetMethod, args);

    private async Task<T> TranslateAsync<T>(MethodInfo method, object?[]? args) => await (Task<T>)await TranslateCallAsync(method, args);

    // Returns the call itself, done and well.
    private async Task<Task> TranslateCallAsync(MethodInfo method, object?[]? args)
    {
        using var span = Watching.Children.StartActivity(NameOf(method), ActivityKind.Client);
        try
        {
            var call = (Task)method.Invoke(_wire, BindingFlags.DoNotWrapExceptions, null, args, null)!;
            await call;
            return call;
        }
        catch (RemoteInvocationException e) when (e.DeserializedErrorData is Said said)
        {
            span?.SetStatus(ActivityStatusCode.Error, said.Code);
            throw new ChildRefusedException(said);
        }
        catch (Exception e) when (e is ConnectionLostException or ObjectDisposedException)
        {
            span?.SetStatus(ActivityStatusCode.Error, "ended");
            throw new ChildEndedException(await _exited);
        }
    }

    // IEngine.TrainAsync is "engine Train".
    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name[1..].ToLowerInvariant()} {method.Name.Replace("Async", "", StringComparison.Ordinal)}";
}
