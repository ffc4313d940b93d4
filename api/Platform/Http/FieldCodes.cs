namespace Aos.Api.Platform.Http;

/// <summary>Codes of <see cref="Errors.FieldError"/>, the same in every area.</summary>
public static class FieldCodes
{
    /// <summary>Missing, null or blank.</summary>
    public const string Required = "required";

    /// <summary>More characters than permitted.</summary>
    public const string TooLong = "too-long";

    /// <summary>Fewer characters than needed.</summary>
    public const string TooShort = "too-short";

    /// <summary>More entries than permitted.</summary>
    public const string TooMany = "too-many";

    /// <summary>Not in the form that the field has.</summary>
    public const string FormatInvalid = "format-invalid";

    /// <summary>In the right form, but not one of the permitted values.</summary>
    public const string ValueNotPermitted = "value-not-permitted";

    /// <summary>Cannot be changed after creation.</summary>
    public const string NotChangeable = "not-changeable";

    /// <summary>The operation knows no such name.</summary>
    public const string Unknown = "unknown";

    /// <summary>Stands there more than once.</summary>
    public const string Repeated = "repeated";

    /// <summary>Not the JSON type that the field has.</summary>
    public const string TypeInvalid = "type-invalid";
}
