export interface ControlIds { iso27001: string; soc2: string; hipaa: string; pci: string }
