using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageSearch.Api.Problems;

/// <summary>Checks what clients send against the attributes of its type.</summary>
internal static class Validation
{
    private static readonly ConcurrentDictionary<Type, Field[]> Fields = [];

    /// <summary>Checks <paramref name="request"/> and the objects in it.</summary>
    /// <returns>What is wrong, by the fields' names in the JSON, such as <c>filter.sizeFrom</c>; empty when all is
    /// well.</returns>
    public static Dictionary<string, string[]> Check(object request)
    {
        Dictionary<string, string[]> errors = [];
        Check(request, "", errors);
        return errors;
    }

    private static void Check(object value, string path, Dictionary<string, string[]> errors)
    {
        foreach (Field field in Fields.GetOrAdd(value.GetType(), Read))
        {
            string name = path + field.Name;
            object? content = field.Property.GetValue(value);
            string[] found = field.Rules
                .Where(rule => !rule.IsValid(content))
                .Select(rule => Describe(rule, name))
                .ToArray();
            if (found.Length > 0)
            {
                errors[name] = found;
            }
            else if (content is not null && IsPartOfContract(content.GetType()))
            {
                Check(content, name + ".", errors);
            }
        }
    }

    private static Field[] Read(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .Select(property => new Field(
            property, NameInJson(property), [.. property.GetCustomAttributes<ValidationAttribute>()]))
        .ToArray();

    private static bool IsPartOfContract(Type type) =>
        type.IsClass && type.Namespace?.StartsWith(nameof(ImageSearch), StringComparison.Ordinal) == true;

    private static string NameInJson(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string Describe(ValidationAttribute attribute, string name) => attribute switch
    {
        RequiredAttribute => $"{name} is missing.",
        RangeAttribute range when Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture) >= long.MaxValue =>
            $"{name} must be at least {range.Minimum}.",
        RangeAttribute range => $"{name} must be {range.Minimum} to {range.Maximum}.",
        MaxLengthAttribute length => $"{name} must not be longer than {length.Length}.",
        StringLengthAttribute length => $"{name} must not be longer than {length.MaximumLength}.",
        _ => attribute.FormatErrorMessage(name),
    };

    private sealed record Field(PropertyInfo Property, string Name, ValidationAttribute[] Rules);
}
