using Xunit;

namespace AigcStudio.Tests.Shell;

/// <summary>
/// Tests beside which no other studio runs in this process: meters of one name share their figures in OpenTelemetry, so a studio that ends beside
/// another takes the other's along.
/// </summary>
[CollectionDefinition(nameof(LoneStudio), DisableParallelization = true)]
public sealed class LoneStudio;
