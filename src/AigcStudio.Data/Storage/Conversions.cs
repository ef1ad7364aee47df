using System.Text.Json;
using AigcStudio.Core;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AigcStudio.Data.Storage;

internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(t => t.UtcTicks, n => new DateTimeOffset(n, TimeSpan.Zero));

internal sealed class SaidAsJson() : ValueConverter<Said, string>(
    s => JsonSerializer.Serialize(s, JsonSerializerOptions.Default), t => JsonSerializer.Deserialize<Said>(t, JsonSerializerOptions.Default)!);

internal sealed class AsJson<T>() : ValueConverter<T, string>(
    v => JsonSerializer.Serialize(v, JsonSerializerOptions.Default), t => JsonSerializer.Deserialize<T>(t, JsonSerializerOptions.Default)!)
    where T : class;
