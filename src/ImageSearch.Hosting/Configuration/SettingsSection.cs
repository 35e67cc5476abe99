using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ImageSearch.Hosting.Configuration;

/// <summary>One options class, and the section of the environment it is read from.</summary>
/// <param name="name">The middle part of <c>IMAGESEARCH__SECTION__KEY</c>.</param>
/// <param name="summary">What the section is about, for the documentation.</param>
public abstract class SettingsSection(string name, string summary)
{
    /// <summary>Begins the name of every variable.</summary>
    public const string Prefix = "IMAGESEARCH__";

    /// <summary>The section's name, upper case.</summary>
    public string Name { get; } = name;

    /// <summary>What the section is about.</summary>
    public string Summary { get; } = summary;

    /// <summary>The options class.</summary>
    public abstract Type Type { get; }

    /// <summary>The options that can be set, in the order of the class.</summary>
    public IReadOnlyList<PropertyInfo> Keys => [.. Type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.SetMethod is { IsPublic: true } && IsText(p.PropertyType))];

    /// <summary>The environment variable of <paramref name="key"/>.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    public string Variable(PropertyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return $"{Prefix}{Name}__{key.Name.ToUpperInvariant()}";
    }

    /// <summary>Reads and checks the options.</summary>
    /// <param name="configuration">Its keys are <c>SECTION:KEY</c>.</param>
    /// <returns>An object of <see cref="Type"/>.</returns>
    /// <exception cref="SettingsException">A value has the wrong type or is out of range.</exception>
    public abstract object Read(IConfiguration configuration);

    private static bool IsText(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(TimeSpan);
    }
}

/// <summary>The section of <typeparamref name="TOptions"/>.</summary>
/// <typeparam name="TOptions">The options class.</typeparam>
/// <param name="name">The middle part of <c>IMAGESEARCH__SECTION__KEY</c>.</param>
/// <param name="summary">What the section is about, for the documentation.</param>
/// <param name="validator">Checks what was read. Default: every value that has the right type is taken.</param>
public sealed class SettingsSection<TOptions>(
    string name, string summary, IValidateOptions<TOptions>? validator = null)
    : SettingsSection(name, summary)
    where TOptions : class, new()
{
    /// <inheritdoc/>
    public override Type Type => typeof(TOptions);

    /// <inheritdoc/>
    public override object Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        TOptions options = new();
        try
        {
            configuration.GetSection(Name).Bind(options, o => o.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException(Keys
                .Where(key => configuration.GetSection(Name)[key.Name] is { } text && !Converts(key, text))
                .Select(key => $"{Variable(key)}: '{configuration.GetSection(Name)[key.Name]}' is not {Expected(key)}.")
                .FirstOrDefault(e.Message), e);
        }

        return validator?.Validate(null, options) is { Failed: true } invalid
            ? throw new SettingsException(string.Join('\n', invalid.Failures.Select(NameVariable)))
            : options;
    }

    private static bool Converts(PropertyInfo key, string text)
    {
        try
        {
            Type plain = Nullable.GetUnderlyingType(key.PropertyType) ?? key.PropertyType;
            return TypeDescriptor.GetConverter(plain).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Expected(PropertyInfo key)
    {
        Type plain = Nullable.GetUnderlyingType(key.PropertyType) ?? key.PropertyType;
        return plain switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(plain))}",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(TimeSpan) => "a time such as 00:00:30",
            _ => "a number",
        };
    }

    // Validators speak of "Property: Type.Property ..." or "Property Property: ..."; people set variables.
    private string NameVariable(string failure)
    {
        foreach (PropertyInfo key in Keys.OrderByDescending(key => key.Name.Length))
        {
            foreach (string start in new[] { $"{key.Name}: ", $"Property {key.Name}: " })
            {
                failure = failure.StartsWith(start, StringComparison.Ordinal) ? failure[start.Length..] : failure;
            }

            failure = failure.Replace($"{typeof(TOptions).Name}.{key.Name}", Variable(key), StringComparison.Ordinal);
        }

        return failure;
    }
}
