using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace AigcStudio.Web.Shell;

/// <summary>
/// What a body of the API must hold it holds: a part that its record does not declare as nullable is neither missing nor null, or the request
/// is refused as unreadable before anything is done, and nothing is said twice. JSON knows nothing of C#'s annotations, so without this each act would meet nulls.
/// </summary>
internal static class WholeBodies
{
    public static IServiceCollection AddWholeBodies(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.RespectNullableAnnotations = true;

            // Readers differ in which of two values of one name they take, and ours takes fright at them late.
            o.SerializerOptions.AllowDuplicateProperties = false;
            o.SerializerOptions.Converters.Add(new PlainObjects());
            o.SerializerOptions.TypeInfoResolver = (o.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Require);
        });

    private static void Require(JsonTypeInfo type)
    {
        if (type.Type.Assembly.GetName().Name?.StartsWith("AigcStudio.", StringComparison.Ordinal) != true)
        {
            return;
        }

        var nullability = new NullabilityInfoContext();
        foreach (var property in type.Properties)
        {
            // What we answer is our own affair.
            property.IsGetNullable |= !property.PropertyType.IsValueType;
            if (property.AssociatedParameter is { AttributeProvider: ParameterInfo { ParameterType.IsValueType: false } parameter } part
                && nullability.Create(parameter).WriteState == NullabilityState.NotNull)
            {
                property.IsRequired = !part.HasDefaultValue;
            }
        }
    }
}
