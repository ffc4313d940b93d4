namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>From where a vehicle is seen.</summary>
public enum PictureView
{
    /// <summary>From its left side.</summary>
    Side,

    /// <summary>From the front.</summary>
    Front,

    /// <summary>From behind.</summary>
    Rear,
}
